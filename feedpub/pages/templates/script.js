"use strict";
const said = document.createElement("p");
said.className = "unseen";
said.setAttribute("role", "status");
document.body.append(said);

for (const button of document.querySelectorAll("button[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const label = button.firstElementChild;
  const before = label.textContent;
  const say = (words) => {
    label.textContent = said.textContent = words;
    setTimeout(() => { label.textContent = before; said.textContent = ""; }, 2500);
  };
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      say(button.dataset.copied);
    } catch {
      field.select();
      say(button.dataset.not);
    }
  });
}

// One voice at a time.
document.addEventListener("play", (event) => {
  for (const audio of document.querySelectorAll("audio")) {
    if (audio !== event.target) audio.pause();
  }
}, true);

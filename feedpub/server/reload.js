// Sent to pages by `feedpub serve`: loads the page again after a build, and shows what the last one found wrong.
(() => {
  const shown = document.createElement("pre");
  shown.id = "feedpub-problems";
  shown.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;margin:0;padding:1em;z-index:2147483647;" +
    "background:#300;color:#fff;font:14px/1.4 monospace;white-space:pre-wrap";
  const events = new EventSource("/.feedpub/events");
  let known = false;
  events.addEventListener("open", () => {
    if (known) location.reload();
    known = true;
  });
  events.addEventListener("built", () => location.reload());
  events.addEventListener("problems", (event) => {
    shown.textContent = JSON.parse(event.data).join("\n");
    document.body.append(shown);
  });
})();

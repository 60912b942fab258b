// Sent to pages by `feedpub serve`: loads a page again when feeds have changed, and shows what the last build found wrong.
(() => {
  const { build } = document.currentScript.dataset;
  const shown = document.createElement("pre");
  shown.id = "feedpub-problems";
  shown.setAttribute("role", "status");
  shown.style.cssText =
    "position:fixed;inset:auto 0 0 0;max-height:40vh;overflow:auto;margin:0;padding:1em;z-index:2147483647;" +
    "background:#300;color:#fff;font:14px/1.4 monospace;white-space:pre-wrap;overflow-wrap:anywhere";

  let last = "";
  const told = (text) => {
    const now = JSON.parse(last = text);
    if (now.build !== build) location.reload();
    shown.textContent = now.problems.join("\n");
    if (now.problems.length) document.body.append(shown);
    else shown.remove();
  };

  // A browser has six connections to a server for all its pages together, so one page listens and tells the others.
  const others = new BroadcastChannel("feedpub");
  let listens = false;
  others.addEventListener("message", ({ data }) => {
    if (data) told(data);
    else if (listens && last) others.postMessage(last);
  });
  const listen = () => new Promise(() => {
    listens = true;
    new EventSource("/.feedpub/events").addEventListener("built", ({ data }) => {
      others.postMessage(data);
      told(data);
    });
  });
  // Locks are for pages from this machine only; whoever looks on from elsewhere listens with each page.
  if (navigator.locks) navigator.locks.request("feedpub", listen);
  else listen();
  others.postMessage("");
})();

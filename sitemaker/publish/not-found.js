// Stands in 404.html of a site that was built for no address (see not_found.py). It has to be done before anything is fetched, so
// the browser waits for the answers; nobody sees this page twice in a row.

for (let folder = location.pathname; folder; ) {
  folder = folder.slice(0, folder.replace(/\/$/, "").lastIndexOf("/") + 1);
  const asked = new XMLHttpRequest();
  asked.open("HEAD", `${folder}service-worker.js`, false);
  try {
    asked.send();
  } catch {
    break;
  }
  if (asked.status === 200) {
    document.head.append(Object.assign(document.createElement("base"), { href: folder }));
    break;
  }
  if (folder === "/") break;
}

// The theme looks for the search and for its own parts from the host's root. It reads this as soon as it is whole, at the end.
new MutationObserver((_, observer) => {
  const told = document.getElementById("__config");
  if (!told?.nextSibling) return;
  observer.disconnect();
  const config = JSON.parse(told.textContent);
  const whole = (address) => new URL(address.replace(/^\//, ""), document.baseURI).href;
  told.textContent = JSON.stringify({ ...config, base: whole(config.base), search: whole(config.search) });
}).observe(document, { childList: true, subtree: true });

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

// How one would start the engine without any build: Pyodide as it comes, the engine as a zip of its files, unpacked.
// The zip is asked for at once, so that nothing is won by letting the other side wait.
let answer;

self.onmessage = async ({ data }) => {
  if (data.start) {
    const zip = fetch(data.start.engine).then((response) => response.arrayBuffer());
    const { loadPyodide } = await import(`${data.start.pyodide}pyodide.mjs`);
    const python = await loadPyodide();
    python.unpackArchive(await zip, "zip");
    answer = python.pyimport("generator").answer;
    self.postMessage({ ready: true });
  } else {
    for (const request of data.requests) self.postMessage({ id: data.id, answer: answer(request) });
  }
};

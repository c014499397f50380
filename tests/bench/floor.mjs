// What no way to start can go below: the WebAssembly module fetched and compiled, and nothing done with it.
self.onmessage = async ({ data }) => {
  if (data.start) {
    await WebAssembly.compileStreaming(fetch(`${data.start.pyodide}pyodide.asm.wasm`));
    self.postMessage({ ready: true });
  } else self.postMessage({ id: data.id, answer: '{"ok": true, "message": {"body": ""}}' });
};

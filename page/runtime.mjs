// How Python starts in the worker: named steps, everything fetched at once, and every way it can fail noticed.

/** A file that is not there, not whole, or of another release than the others. */
class FileFault extends Error {
  /** @param {"missing" | "cut" | "versions"} fault @param {string} file */
  constructor(fault, file) {
    super(`${fault}: ${file}`);
    this.fault = fault;
  }
}

/**
 * Start Python with the engine.
 * @param {Page.Manifest} manifest
 * @param {(step: Page.LoadStep) => void} report
 * @param {object | null | Promise<object | null>} [memory] what Pyodide is told of its memory (see memory.mjs)
 * @returns {Promise<Page.Started>}
 */
export async function startEngine(manifest, report, memory = {}) {
  if (typeof WebAssembly !== "object") throw new Error("no WebAssembly");
  const wasm = `${manifest.pyodide}pyodide.asm.wasm`;
  report({ name: "download", loaded: 0, total: 1 });
  const early = new Map([
    // Its body stays untouched: only then may the browser keep the compiled code for the next visit.
    [wasm, ask(wasm)],
    [manifest.python, getWhole(manifest.python, manifest.bytes.python, report)],
  ]);
  const modules = Promise.all(
    ["pyodide.mjs", "pyodide.asm.js"].map((name) =>
      import(`${manifest.pyodide}${name}`).catch((error) => {
        throw new FileFault(error instanceof SyntaxError ? "cut" : "missing", name);
      }),
    ),
  );
  const { broken, restore } = watch(early);
  try {
    const [{ loadPyodide, version }] = await Promise.race([broken, modules]);
    belong(manifest.version, version, "pyodide.mjs");
    const loading = loadPyodide({
      indexURL: manifest.pyodide,
      stdLibURL: manifest.python,
      lockFileContents: { info: manifest.info, packages: {} }, // saves a request
      packageBaseUrl: manifest.pyodide,
      stdout: () => {},
      stderr: () => {},
      ...(await memory),
    });
    Promise.all(early.values()).then(() => report({ name: "start" }), () => {});
    const python = await Promise.race([broken, loading]);
    report({ name: "import" });
    belong(manifest.build, get(python, "generator._build", "BUILD"), manifest.python);
    return { python, answer: get(python, "generator", "answer") };
  } finally {
    restore();
  }
}

/**
 * Fetch and add the second archive.
 * @param {Page.Python} python Pyodide with the engine in it
 * @param {Page.Manifest} manifest
 * @returns {Promise<(request: string) => string>} the extras' `answer`
 */
export async function startExtras(python, manifest) {
  const file = await getWhole(manifest.extras, manifest.bytes.extras, () => {});
  python.FS.writeFile("/extras.zip", new Uint8Array(await file.arrayBuffer()));
  python.pyimport("generator.second_archive").add_archive("/extras.zip");
  belong(manifest.build, get(python, "generator.extras._build", "BUILD"), manifest.extras);
  return python.pyimport("generator.extras").answer;
}

/** Something out of a Python module. @param {Page.Python} python @param {string} module @param {string} name */
function get(python, module, name) {
  const proxy = python.pyimport(module);
  try {
    return proxy[name].copy?.() ?? proxy[name]; // what is not copied ends with its module's proxy
  } finally {
    proxy.destroy();
  }
}

/**
 * Parts of two releases would answer, and wrongly. Names by content keep them apart, unless a host or a cache hands out other bytes
 * under a name than it should.
 * @param {string} wanted @param {string} found @param {string} file
 */
function belong(wanted, found, file) {
  if (found !== wanted) throw new FileFault("versions", `${file}: ${found} instead of ${wanted}`);
}

/**
 * Lend Pyodide the files already on their way, and notice what it only writes to the console: a broken WebAssembly file
 * would leave it waiting for ever.
 * @param {Map<string, Promise<Response>>} early
 */
function watch(early) {
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  /** @type {Promise<never>} */
  const broken = new Promise((_, reject) => {
    for (const file of early.values()) file.catch(reject);
    globalThis.fetch = (address, options) => early.get(String(address)) ?? fetch(address, options);
    WebAssembly.instantiateStreaming = (/** @type {Parameters<typeof WebAssembly.instantiateStreaming>} */ ...given) =>
      instantiateStreaming.apply(WebAssembly, given).catch((/** @type {Error} */ error) => {
        if (error instanceof RangeError) reject(error);
        // What does not fit the JavaScript beside it is whole, but another one.
        else reject(new FileFault(error instanceof WebAssembly.LinkError ? "versions" : "cut", "pyodide.asm.wasm"));
        throw error;
      });
  });
  broken.catch(() => {});
  const restore = () => {
    globalThis.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
  return { broken, restore };
}

/** @param {string} address @returns {Promise<Response>} */
async function ask(address) {
  const response = await fetch(address).catch(() => {
    throw new FileFault("missing", address);
  });
  if (!response.ok) throw new FileFault("missing", `${address} (${response.status})`);
  return response;
}

/**
 * A file counted while it arrives; one that ends early is a fault even where the server says all is well.
 * @param {string} address @param {number} size @param {(step: Page.LoadStep) => void} report
 */
async function getWhole(address, size, report) {
  const { body } = await ask(address);
  if (!body) throw new FileFault("cut", address);
  const reader = body.getReader();
  const parts = [];
  let loaded = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new FileFault("cut", address);
    });
    if (done) break;
    parts.push(value);
    loaded += value.length;
    report({ name: "download", loaded, total: size });
  }
  if (loaded !== size) throw new FileFault("cut", `${address}: ${loaded} of ${size}`);
  return new Response(new Blob(parts));
}

/**
 * A word for what went wrong; the page has a sentence for each.
 * @param {unknown} error
 * @returns {Page.Fault}
 */
export function whyItFailed(error) {
  if (error instanceof FileFault) return error.fault;
  const text = String(error);
  if (/no WebAssembly/.test(text)) return "webassembly";
  if (error instanceof RangeError || /out of memory|MemoryError/i.test(text)) return "memory";
  if (error instanceof WebAssembly.CompileError) return "cut";
  return "unknown";
}

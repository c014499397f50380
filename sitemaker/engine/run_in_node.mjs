// Runs a Python program in Pyodide, in Node: the same runtime the browser gets. Called by runtime.py with a task file.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

async function run(task) {
  const { loadPyodide } = await import(pathToFileURL(join(task.pyodide, "pyodide.mjs")).href);
  const python = await loadPyodide({
    indexURL: task.pyodide,
    stdLibURL: task.library,
    lockFileContents: { info: task.info, packages: {} },
    packageBaseUrl: task.pyodide,
    stdout: (line) => console.error(line),
  });
  const magic = python.runPython("import _frozen_importlib_external as loader; loader.MAGIC_NUMBER.hex()");
  if (magic !== task.magic) {
    throw new Error("The Python that makes the byte code is not the minor that Pyodide has. See .python-version.");
  }
  if (task.mount) {
    python.FS.mkdirTree("/app");
    python.FS.mount(python.FS.filesystems.NODEFS, { root: task.mount }, "/app");
    python.runPython("import sys; sys.path.insert(0, '/app')");
  }
  python.runPython(task.program);
  return python.globals.get("main")(...task.arguments);
}

try {
  process.stdout.write(await run(JSON.parse(readFileSync(process.argv[2], "utf8"))));
} catch (error) {
  // Caught, because Node would otherwise print the line it happened in, and that line is a megabyte long.
  console.error(error.stack ?? String(error));
  process.exit(1);
}

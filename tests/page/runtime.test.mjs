import assert from "node:assert/strict";
import { test } from "node:test";
import { startEngine, startExtras, whyItFailed } from "../../page/runtime.mjs";

const manifest = {
  build: "b1", version: "0.29", pyodide: "https://example.edu/engine/", python: "https://example.edu/p.zip", extras: "https://example.edu/x.zip",
  info: {}, bytes: { python: 4, extras: 4 },
};

/** What Python is told by the extras of one build. */
function pythonOf(build) {
  const written = [];
  const modules = {
    "generator.second_archive": { add_archive: (path) => written.push(path) },
    "generator.extras._build": { BUILD: build, destroy() {} },
    "generator.extras": { answer: (request) => `extras: ${request}` },
  };
  return { written, pyimport: (name) => modules[name], FS: { writeFile: (path, data) => written.push(path, data.length) } };
}
const host = (answer) => {
  globalThis.fetch = answer;
};
const faultOf = (promise) => promise.then(() => "none", whyItFailed);

test("the second archive is added where it belongs to this build", async () => {
  host(async () => new Response("zip!"));
  const python = pythonOf("b1");
  assert.equal((await startExtras(python, manifest))("qr"), "extras: qr");
  assert.deepEqual(python.written, ["/extras.zip", 4, "/extras.zip"]);
});

for (const [why, answer, build = "b1"] of [
  ["missing", async () => new Response("", { status: 404 })],
  ["missing", () => Promise.reject(new TypeError("offline"))],
  ["cut", async () => new Response("zi")],
  ["cut", async () => new Response("zip!and more")],
  ["cut", async () => new Response(null, { status: 200 })],
  ["cut", async () => new Response(new ReadableStream({ start: (stream) => stream.error(new Error("gone")) }))],
  ["versions", async () => new Response("zip!"), "b2"],
]) {
  test(`an archive that is not as it should be is told as “${why}”`, async () => {
    host(answer);
    assert.equal(await faultOf(startExtras(pythonOf(build), manifest)), why);
  });
}

test("without WebAssembly it says so", async () => {
  const { WebAssembly: had } = globalThis;
  globalThis.WebAssembly = undefined;
  assert.equal(await faultOf(startEngine(manifest, () => {})), "webassembly");
  globalThis.WebAssembly = had;
});

test("a start lends out fetch and the compiler only for as long as it lasts", async () => {
  host(async () => new Response("", { status: 503 }));
  const { fetch } = globalThis;
  const { instantiateStreaming } = WebAssembly;
  assert.equal(await faultOf(startEngine(manifest, () => {})), "missing");
  assert.deepEqual([globalThis.fetch, WebAssembly.instantiateStreaming], [fetch, instantiateStreaming]);
});

test("what went wrong has a word", () => {
  assert.equal(whyItFailed(new RangeError("x")), "memory");
  assert.equal(whyItFailed(new Error("MemoryError")), "memory");
  assert.equal(whyItFailed(new WebAssembly.CompileError("x")), "cut");
  assert.equal(whyItFailed("anything"), "unknown");
  assert.equal(whyItFailed(undefined), "unknown");
});

// Modules are read where there is no page at all, but for the four that are its beginning: then nothing of them can be tried alone.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { promisify } from "node:util";

const FOLDER = new URL("../../page/", import.meta.url);
const FIRST = ["builder.mjs", "embed.mjs", "page.mjs", "worker.mjs"];

test("every module can be read without a browser", async () => {
  const modules = readdirSync(FOLDER).filter((name) => name.endsWith(".mjs") && !FIRST.includes(name));
  assert.ok(modules.length > 20);
  const source = modules.map((name) => `await import(${JSON.stringify(new URL(name, FOLDER).href)});`).join("\n");
  await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", source]);
});

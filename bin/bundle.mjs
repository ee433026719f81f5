// Bundles the TypeScript and the CSS into hearten/web/static/build/.
//
// A behavior is a file that exports `start`, in hearten/web/ts/ or hearten/features/<feature>/ts/.
// Its name is its place: hearten/features/feed/ts/player.ts answers data-behavior="feed/player".
// The map of names is made here, so a new file needs no registration.

import { build } from "esbuild";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const house = join(root, "hearten");
const out = join(house, "web", "static", "build");

function list(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith(ending)).sort().map((name) => join(folder, name));
}

function behaviors() {
  const rooms = readdirSync(join(house, "features")).sort().map((name) => [name, join(house, "features", name, "ts")]);
  const found = {};
  for (const [room, folder] of [["web", join(house, "web", "ts")], ...rooms]) {
    for (const file of list(folder, ".ts")) {
      const isBehavior = /^export (async )?function start\(/m.test(readFileSync(file, "utf8"));
      if (isBehavior) found[`${room}/${basename(file, ".ts")}`] = file;
    }
  }
  return found;
}

// Leaving quickly must work as soon as anything does, so it comes in the first file, with what every page needs and
// is small, and with the shape of the feed, which is there before anything is seen. The others follow when needed, each
// by itself, except those of watching: on a slow line thirty small files wait for each other longer than the film
// takes, so they come as one, which the feed names in its head.
const atOnce = ["web/dress", "web/fold", "web/forget", "web/leave", "web/offline", "web/save", "web/summary"];
const ofWatching = /^feed\//; // what a card asks comes when its reader wants to be asked: most never do
const WATCHING = "hearten:watching";

const as = (name) => name.replace(/\W/g, "_");

function load([name, file]) {
  const code = JSON.stringify(file);
  const key = JSON.stringify(name);
  const start = as(name);
  if (ofWatching.test(name)) return { entry: `${key}: async () => ({ start: (await import("${WATCHING}")).${start} })` };
  if (!atOnce.includes(name)) return { entry: `${key}: () => import(${code})` };
  return { first: `import { start as ${start} } from ${code};`, entry: `${key}: async () => ({ start: ${start} })` };
}

function watching() {
  const found = Object.entries(behaviors()).filter(([name]) => ofWatching.test(name));
  return found.map(([name, file]) => `export { start as ${as(name)} } from ${JSON.stringify(file)};`).join("\n");
}

const houseRules = {
  name: "hearten",
  setup(esbuild) {
    esbuild.onResolve({ filter: /^hearten:/ }, ({ path }) => ({ path, namespace: "hearten" }));
    // Its values are written where they are named; kept for its effects, of which it has none, it would be an empty file.
    esbuild.onResolve({ filter: /\/names$/, namespace: "file" }, async ({ path, pluginData, ...from }) => {
      if (pluginData === "seen") return undefined;
      return { ...(await esbuild.resolve(path, { ...from, pluginData: "seen" })), sideEffects: false };
    });
    esbuild.onLoad({ filter: /^hearten:behaviors$/, namespace: "hearten" }, () => {
      const found = Object.entries(behaviors()).map(load);
      const first = found.map(({ first }) => first ?? "").join("");
      const map = found.map(({ entry }) => entry).join(",\n");
      return { contents: `${first} export const behaviors = {${map}};`, resolveDir: root };
    });
    esbuild.onLoad({ filter: /^hearten:watching$/, namespace: "hearten" }, () => ({ contents: watching(), resolveDir: root }));
    esbuild.onLoad({ filter: /^hearten:styles$/, namespace: "hearten" }, () => ({
      // tokens first, because every other sheet stands on them; the rest in the order of their names
      contents: list(join(house, "web", "css"), ".css")
        .sort((a, b) => Number(b.endsWith("tokens.css")) - Number(a.endsWith("tokens.css")))
        .map((file) => `@import ${JSON.stringify(file)};`)
        .join("\n"),
      loader: "css",
      resolveDir: root,
    }));
  },
};

// A sheet in css/pages/ is its own file, for the pages that ask for it: nobody else pays for it.
const ofPages = list(join(house, "web", "css", "pages"), ".css").map((file) => ({ in: file, out: basename(file, ".css") }));

const made = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: join(house, "web", "ts", "main.ts"), out: "main" },
    { in: "hearten:styles", out: "main" },
    ...ofPages,
  ],
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2020",
  minify: true,
  write: false,
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file" },
  external: ["/static/*"],
  logLevel: "warning",
  metafile: true,
  plugins: [houseRules],
});

// The worker that opens pages without a line, and the one that ends it: each a file by itself.
const workers = await build({
  absWorkingDir: root,
  entryPoints: [
    { in: join(house, "web", "ts", "offline", "worker.ts"), out: "worker" },
    { in: join(house, "web", "ts", "offline", "off.ts"), out: "worker_off" },
  ],
  outdir: out,
  bundle: true,
  format: "iife",
  target: "es2020",
  minify: true,
  write: false,
  logLevel: "warning",
});

// What the pages that open without a line ask for: what `main` brings, and the behaviors of these rooms.
const rooms = /^hearten\/(web|features\/(exercises|checks))\/ts\//; // what was saved may ask something

const outputs = made.metafile.outputs;
// What old packages of others need is a file of its own, and esbuild lets every other file ask for it, used or not.
const forOthers = Object.keys(outputs).filter((file) => /\/chunk-\w+\.js$/.test(file) && Object.keys(outputs[file].inputs).length === 0);
const unused = forOthers.map((file) => `import"./${basename(file)}";`);

function withoutUnused(file) {
  if (!file.path.endsWith(".js")) return file;
  return { path: file.path, contents: Buffer.from(unused.reduce((code, line) => code.replace(line, ""), file.text)) };
}

made.outputFiles = made.outputFiles.map(withoutUnused);

function neededOffline() {
  return withImports((file) => file.endsWith("main.js") || rooms.test(outputs[file].entryPoint ?? ""));
}

/** What the page of films tells the browser to fetch at once, before the first file has said so. */
function neededToWatch() {
  return withImports((file) => outputs[file].entryPoint === `hearten:${WATCHING}`);
}

function withImports(isWanted) {
  const wanted = Object.keys(outputs).filter(isWanted);
  for (const file of wanted) {
    const brought = outputs[file].imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    for (const { path } of brought) if (!forOthers.includes(path) && !wanted.includes(path)) wanted.push(path);
  }
  return wanted.map((file) => basename(file)).filter((name) => name.endsWith(".js") && name !== "main.js").sort();
}

const offline = { path: join(out, "offline.json"), contents: Buffer.from(JSON.stringify(neededOffline())) };
const watch = { path: join(out, "watching.json"), contents: Buffer.from(JSON.stringify(neededToWatch())) };
made.outputFiles.push(...workers.outputFiles, offline, watch);

// Written first, cleared afterwards: a page loaded in between still finds everything it names.
mkdirSync(out, { recursive: true });
for (const file of made.outputFiles) writeFileSync(file.path, file.contents);
const kept = new Set(made.outputFiles.map((file) => basename(file.path)));
for (const name of readdirSync(out)) if (!kept.has(name)) rmSync(join(out, name), { recursive: true });

const size = made.outputFiles.reduce((sum, file) => sum + file.contents.length, 0);
console.log(`bundled ${made.outputFiles.length} files, ${Math.round(size / 1024)} KB`);

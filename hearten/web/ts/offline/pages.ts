// The pages and files a device keeps. Each was fetched here without cookies; each says when.

import { me } from "./scope";

export type Language = string;

const OURS = "hearten-";
const SHELL = `${OURS}shell-${me.HEARTEN.version}`;
const PAGES = `${OURS}pages-`; // then the version, a dot, and the language
const KEPT = "x-kept"; // the moment a page was fetched
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let looked = 0;

export async function keepShell(): Promise<void> {
  const store = await caches.open(SHELL);
  await store.addAll(me.HEARTEN.shell.map((address) => new Request(address, { credentials: "omit" })));
}

export async function shellFile(path: string): Promise<Response | undefined> {
  return (await caches.open(SHELL)).match(path);
}

/** The languages that were asked for, whatever version kept them. */
export async function languages(): Promise<Language[]> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PAGES));
  return [...new Set(names.map((name) => name.split(".")[1] ?? ""))].filter((one) => one in me.HEARTEN.pages);
}

export async function keepLanguage(language: Language): Promise<void> {
  const pages = me.HEARTEN.pages[language];
  if (!pages) return;
  const store = await caches.open(nameOf(language));
  const missing = [];
  for (const path of pages.all) if (!(await store.match(path))) missing.push(path);
  await Promise.all(missing.map((path) => renew(store, path)));
}

export async function forgetOlder(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${OURS}shell-`) || name.startsWith(PAGES));
  const current = names.filter((name) => name === SHELL || name.startsWith(`${PAGES}${me.HEARTEN.version}.`));
  await Promise.all(names.filter((name) => !current.includes(name)).map((name) => caches.delete(name)));
}

/** A kept page, which says on itself when it was kept; undefined where it is none of ours. */
export async function inMind(path: string): Promise<Response | undefined> {
  const [language] = Object.entries(me.HEARTEN.pages).find(([, pages]) => pages.all.includes(path)) ?? [];
  if (!language || !(await caches.has(nameOf(language)))) return undefined;
  const kept = await (await caches.open(nameOf(language))).match(path);
  if (!kept) return undefined;
  const dated = (await kept.text()).replace("<html ", `<html data-kept="${kept.headers.get(KEPT) ?? ""}" `);
  return new Response(dated, { headers: kept.headers });
}

/** Numbers for help are never older than the last hour on the line; other pages than the last day. */
export async function lookAgain(): Promise<void> {
  if (Date.now() - looked < HOUR / 6) return;
  looked = Date.now();
  for (const language of await languages()) {
    const store = await caches.open(nameOf(language));
    const pages = me.HEARTEN.pages[language];
    for (const path of pages?.all ?? []) {
      const kept = await store.match(path);
      const age = Date.now() - Date.parse(kept?.headers.get(KEPT) ?? "1970-01-01");
      const isHelp = path === pages?.help || path === pages?.everywhere;
      if (age > (isHelp ? HOUR : DAY)) await renew(store, path).catch(() => undefined); // the line went away again
    }
  }
}

async function renew(store: Cache, path: string): Promise<void> {
  // Past the browser's own store, which would go on answering for it without saying how old it is.
  const answer = await fetch(path, { credentials: "omit", cache: "no-store", redirect: "error" });
  if (answer.status === 404 || answer.status === 410) await store.delete(path);
  if (!answer.ok || /no-store|private/.test(answer.headers.get("Cache-Control") ?? "")) return;
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  headers.set(KEPT, new Date().toISOString());
  await store.put(path, new Response(await answer.blob(), { headers }));
}

function nameOf(language: Language): string {
  return `${PAGES}${me.HEARTEN.version}.${language}`;
}

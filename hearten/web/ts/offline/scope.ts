// What a service worker is told, in as many types as we use: TypeScript's own for it do not go with those of a page.

export interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export interface Asked extends Lasting {
  readonly request: Request;
  readonly preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}

export interface Told extends Lasting {
  readonly data: unknown;
}

interface Scope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", hear: (event: Lasting) => void): void;
  addEventListener(type: "fetch", hear: (event: Asked) => void): void;
  addEventListener(type: "message", hear: (event: Told) => void): void;
  /** Written above this program by the server: see hearten/config/pages/offline.py. */
  readonly HEARTEN: House;
}

export interface House {
  readonly version: string;
  /** Scripts and styles, each under an address that names its content. */
  readonly shell: readonly string[];
  /** By language, the pages that open without a line. */
  readonly pages: Readonly<Record<string, Pages>>;
}

export interface Pages {
  readonly help: string;
  readonly everywhere: string;
  readonly away: string;
  readonly saved: string;
  readonly all: readonly string[];
}

export const me = self as unknown as Scope;

// Made by bin/bundle.mjs at build time: every behavior's name, and how to load it.
declare module "hearten:behaviors" {
  interface Behavior {
    start(element: HTMLElement, wake: (root: ParentNode) => void): void | Promise<void>;
  }
  export const behaviors: Readonly<Record<string, () => Promise<Behavior>>>;
}

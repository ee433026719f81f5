// Words in a field: found again after more was typed, selected, and replaced as if by hand, so that it can be undone.

import type { Control } from "./draft";

export interface Range {
  start: number;
  end: number;
}

/** Where these words stand now: where they stood, or at the one place to which they moved. */
export function whereNow(control: Control, said: DOMStringMap): Range | null {
  const words = said["words"] ?? "";
  const start = Number(said["start"]);
  if (!words) return null;
  if (control.value.slice(start, start + words.length) === words) return { start, end: start + words.length };
  const at = control.value.indexOf(words);
  return at >= 0 && at === control.value.lastIndexOf(words) ? { start: at, end: at + words.length } : null;
}

export function choose(control: Control, { start, end }: Range): void {
  control.focus();
  control.setSelectionRange(start, end);
  control.scrollIntoView({ block: "nearest" });
}

/** The words that stood there before; nothing where the field has no room for the new ones. */
export function put(control: Control, place: Range, words: string): string | null {
  const before = control.value.slice(place.start, place.end);
  const length = control.value.length - before.length + words.length;
  if (control.maxLength >= 0 && length > control.maxLength) return null;
  choose(control, place);
  if (!document.execCommand("insertText", false, words)) {
    control.setRangeText(words, place.start, place.end, "end");
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return before;
}

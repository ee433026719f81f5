// The rows of a caption form, as the script sees them. The form itself stays the truth.

export interface Cue {
  start: number;
  end: number;
  text: string;
}

export function rowsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[data-part="cue"]')];
}

export function field(row: HTMLElement, name: "start" | "end" | "text"): HTMLInputElement | HTMLTextAreaElement {
  const found = row.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name$="-${name}"]`);
  if (!found) throw new Error(`A row without its ${name}.`);
  return found;
}

export function cueOf(row: HTMLElement): Cue {
  return { start: seconds(field(row, "start").value), end: seconds(field(row, "end").value), text: field(row, "text").value };
}

export function write(row: HTMLElement, cue: Partial<Cue>): void {
  if (cue.start !== undefined) field(row, "start").value = written(cue.start);
  if (cue.end !== undefined) field(row, "end").value = written(cue.end);
  if (cue.text !== undefined) field(row, "text").value = cue.text;
}

/** Django reads rows by number, so after every change they are counted anew. */
export function count(form: HTMLElement, list: HTMLElement): void {
  const rows = rowsOf(list);
  rows.forEach((row, place) => {
    for (const input of row.querySelectorAll<HTMLElement>("[name], [id]")) {
      for (const name of ["name", "id"]) {
        const value = input.getAttribute(name);
        if (value) input.setAttribute(name, value.replace(/-(\d+|__prefix__)-/, `-${place}-`));
      }
    }
    const number = row.querySelector('[data-part="number"]');
    if (number) number.textContent = String(place + 1);
  });
  const total = form.querySelector<HTMLInputElement>('[name="form-TOTAL_FORMS"]');
  if (total) total.value = String(rows.length);
}

/** 1:04.5 → 64.5; NaN where it is no time. */
export function seconds(said: string): number {
  const parts = said.trim().replace(",", ".").split(":");
  if (!said.trim() || parts.length > 3 || parts.some((part) => !/^\d+(\.\d*)?$/.test(part))) return NaN;
  return parts.reduce((sum, part) => sum * 60 + Number(part), 0);
}

export function written(time: number): string {
  const thousandths = Math.round(Math.max(time, 0) * 1000);
  const minutes = Math.floor(thousandths / 60_000);
  const rest = ((thousandths % 60_000) / 1000).toFixed(3).replace(/0{1,2}$/, "");
  return `${minutes}:${rest.padStart(rest.length + (rest.indexOf(".") === 1 ? 1 : 0), "0")}`;
}

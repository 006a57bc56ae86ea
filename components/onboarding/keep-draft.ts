/**
 * Keeps form input in the URL of this page, so that a reload loses nothing. Nothing is sent to the server. An invited
 * person's address must not end up there, nor what the page adds itself.
 */
export function keepDraft(form: HTMLFormElement): void {
  const url = new URL(window.location.href);
  for (const field of form.elements) {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
    if (field.type === "hidden" || field.name === "inviteEmail" || field.name === "") continue;
    const value = draftOf(field);
    if (value !== undefined) url.searchParams.set(field.name.replace(/^profile\./, ""), value);
  }
  window.history.replaceState(window.history.state, "", url);
}

function draftOf(field: HTMLInputElement | HTMLSelectElement): string | undefined {
  if (field.type === "radio" && field instanceof HTMLInputElement) return field.checked ? field.value : undefined;
  return field.type === "checkbox" && field instanceof HTMLInputElement ? String(field.checked) : field.value;
}

/**
 * Moves the focus to the link of the next (1) or the previous (-1) row of the page's lists, and to the first row if no row has
 * it.
 *
 * @returns whether the page has rows.
 */
export function focusRow(step: 1 | -1): boolean {
  const links = rowLinks();
  const at = links.findIndex((link) => (link.closest(row) ?? link).contains(document.activeElement));
  const next = at === -1 ? links[0] : links[Math.min(Math.max(at + step, 0), links.length - 1)];
  next?.focus();
  return next !== undefined;
}

const row = "tbody tr, [data-row]";

/** One link per row: the one marked as the row's, or else the row's first. */
function rowLinks(): HTMLElement[] {
  const rows = [...document.querySelectorAll<HTMLElement>(`main :is(${row})`)];
  return rows.flatMap((element) => {
    const link =
      element.querySelector<HTMLElement>("a[data-row-link]") ?? element.querySelector<HTMLElement>("a[href]");
    return link?.checkVisibility() ? [link] : [];
  });
}

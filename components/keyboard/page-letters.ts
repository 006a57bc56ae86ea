/** A page, with the letter that leads to it after G. */
export type LetteredPage<Page> = Page & { letter: string };

/**
 * Gives each page the first letter of its label that is still free, in the order of the pages; those without a free letter get
 * none. The order decides, so a page's letter changes only with the pages before it.
 */
export function withLetters<Page extends { label: string }>(pages: readonly Page[]): LetteredPage<Page>[] {
  const taken = new Set<string>();
  return pages.flatMap((page) => {
    const letter = [...page.label.toLowerCase()].find((candidate) => /[a-z]/.test(candidate) && !taken.has(candidate));
    if (letter === undefined) return [];
    taken.add(letter);
    return [{ ...page, letter }];
  });
}

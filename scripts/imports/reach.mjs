/**
 * @typedef {{ source: string, imports: readonly string[] }} File What it imports when the program runs, types left out.
 * @typedef {{ name: string, from: { path: readonly string[] }, to: { path: readonly string[], reachable: boolean } }} ReachRule
 *   Paths are regular expressions, of which one has to match. With `reachable`, of what is imported by however many steps.
 */

/**
 * Imports that the rules forbid, each with the shortest way there: the file, the file it imports, and so on.
 *
 * dependency-cruiser's own rules follow type-only imports too. Without them they would need a second run.
 *
 * @param {readonly File[]} files
 * @param {readonly ReachRule[]} rules
 * @returns {{ rule: string, path: string[] }[]}
 */
export function forbiddenImports(files, rules) {
  const importers = importersOf(files);
  return rules.flatMap(({ name, from, to }) => {
    const next = stepsTowards([...importers.keys()].filter(matcher(to.path)), importers, to.reachable);
    return files
      .map(({ source }) => source)
      .filter(matcher(from.path))
      .filter((source) => next.has(source))
      .map((source) => ({ rule: name, path: pathFrom(source, next) }));
  });
}

function importersOf(files) {
  const importers = new Map();
  for (const { source, imports } of files) {
    for (const imported of imports) {
      const known = importers.get(imported);
      if (known) known.push(source);
      else importers.set(imported, [source]);
    }
  }
  return importers;
}

function matcher(patterns) {
  const pattern = new RegExp(patterns.join("|"));
  return (path) => pattern.test(path);
}

/** For each file that reaches one of the targets: the file it imports on the shortest way there. */
function stepsTowards(targets, importers, reachable) {
  const next = new Map();
  const reached = [...targets];
  // The list grows while it is read.
  for (const file of reached) {
    for (const importer of importers.get(file) ?? []) {
      if (next.has(importer) || targets.includes(importer)) continue;
      next.set(importer, file);
      if (reachable) reached.push(importer);
    }
  }
  return next;
}

function pathFrom(file, next) {
  const path = [file];
  for (let step = next.get(file); step !== undefined; step = next.get(step)) path.push(step);
  return path;
}

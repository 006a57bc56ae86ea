import type { Company } from "./company";
import type { CustomerHistory } from "./customer";
import { generateCustomer } from "./generate-customer";
import { slug } from "./names";
import { Random } from "./random";

type Wanted = {
  organizations: number;
  seed: string;
  /** Names that are taken already. */
  reserved?: readonly string[];
};

/** So many tries at another name before one is made unique by a number. */
const triesForAName = 12;

/**
 * The customers of a company, in no particular order of time. The same seed, catalog and times give the same customers, and
 * fewer of them are the first of more.
 */
export function* companyHistory(
  company: Company,
  { organizations, seed, reserved = [] }: Wanted,
): Generator<CustomerHistory> {
  const taken = new Set(reserved.map(slug));
  for (let index = 0; index < organizations; index += 1) yield uniqueCustomer(company, `${seed}/${index}`, taken);
}

/** A company's domain has one trial, and a person one account. */
function uniqueCustomer(company: Company, key: string, taken: Set<string>): CustomerHistory {
  for (let tries = 0; ; tries += 1) {
    const random = new Random(tries === 0 ? key : `${key}/${tries}`);
    const made = generateCustomer(company, random);
    const numbered = tries < triesForAName ? made : numberedName(made, taken);
    if (taken.has(slug(numbered.organization))) continue;
    taken.add(slug(numbered.organization));
    return { ...numbered, key };
  }
}

function numberedName(history: CustomerHistory, taken: ReadonlySet<string>): CustomerHistory {
  let number = 2;
  while (taken.has(slug(`${history.organization} ${number}`))) number += 1;
  const organization = `${history.organization} ${number}`;
  const [before, after] = [`${slug(history.organization)}.example`, `${slug(organization)}.example`];
  return {
    ...history,
    organization,
    domain: history.domain && after,
    people: history.people.map((person) => ({ ...person, email: person.email.replace(`@${before}`, `@${after}`) })),
  };
}

import providers from "email-providers/all.json";

/** Mail is never delivered to these (RFC 2606): they stand in documentation and in tests. */
const reserved = ["example.com", "example.net", "example.org"];

const notCompanies: ReadonlySet<string> = new Set([...providers, ...reserved]);

/**
 * The company an address belongs to, by its domain in ASCII and lower case. Undefined for providers at which anybody may
 * have an address (the list of the package `email-providers`): two people there are two customers.
 */
export function companyDomainOf(email: string): string | undefined {
  const address = `http://${email.slice(email.lastIndexOf("@") + 1)}`;
  if (!email.includes("@") || !URL.canParse(address)) return undefined;
  const domain = new URL(address).hostname.replace(/\.$/, "");
  return domain.includes(".") && !notCompanies.has(domain) ? domain : undefined;
}

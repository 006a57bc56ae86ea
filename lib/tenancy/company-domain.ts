import providers from "email-providers/all.json";

/** Reserved by RFC 2606 for documentation and tests: no email is delivered to them. */
const reserved = ["example.com", "example.net", "example.org"];

const notCompanies: ReadonlySet<string> = new Set([...providers, ...reserved]);

/**
 * The company an address belongs to, by its domain in ASCII and lowercase. Undefined for public email providers (the
 * list of the package `email-providers`): two people there are two customers.
 */
export function companyDomainOf(email: string): string | undefined {
  const address = `http://${email.slice(email.lastIndexOf("@") + 1)}`;
  if (!email.includes("@") || !URL.canParse(address)) return undefined;
  const domain = new URL(address).hostname.replace(/\.$/, "");
  return domain.includes(".") && !notCompanies.has(domain) ? domain : undefined;
}

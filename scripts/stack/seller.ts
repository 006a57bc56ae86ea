import { productColor } from "@/lib/brand-mark";
import { productNames, products } from "@/products";

/** What the local Stripe prints on invoices and pages of a product: the seller's name, address and email, and the product's color. */
export function sellerOptions(product: string): string[] {
  const name = productNames.find((known) => known === product);
  if (!name) return [];
  const { catalog } = products[name];
  const { address, email } = catalog.copy.company;
  return [
    ...["--business", catalog.name],
    ...["--address", addressLines(address).join(";")],
    ...["--email", email],
    ...["--brand-color", productColor(catalog.brand)],
  ];
}

/** "410 Foundry Street, Suite 300, Grand Rapids, MI 49503, United States" on two lines. The country is a setting of its own. */
export function addressLines(address: string): string[] {
  const parts = address.split(", ").filter((part) => part !== "United States");
  return [parts.slice(0, -2).join(", "), parts.slice(-2).join(", ")].filter(Boolean);
}

import { catalog } from "@/lib/catalog";
import { Layout, Paragraph } from "./layout";
import type { Message } from "./message";

/** After the third failure the organization can only be read. */
const lastAttempt = 3;

export const paymentFailed: Message<"payment-failed"> = {
  subject: ({ amount, attempt }) =>
    attempt >= lastAttempt
      ? `${catalog.name} is read-only: your payment of ${amount} failed again`
      : `Your ${catalog.name} payment of ${amount} failed`,
  Body: ({ organization, amount, attempt, billingUrl }) => (
    <Layout
      preview="A new card mends it in a minute."
      heading={`A payment of ${amount} failed`}
      action={{ label: "Update the card", url: billingUrl }}
      note="You receive this because you look after billing for your organization."
    >
      <Paragraph>
        We could not collect {amount} for {organization}; this was attempt {attempt}. Most often a card has expired or
        the bank wants a word.
      </Paragraph>
      <Paragraph>{consequence(attempt)}</Paragraph>
    </Layout>
  ),
};

function consequence(attempt: number): string {
  if (attempt >= lastAttempt) {
    return "Your organization can be read but not changed until the payment arrives. Nothing was deleted, and everything is back the moment it is paid.";
  }
  return "Everything keeps working. We try again in a few days; after the third failure your organization becomes read-only.";
}

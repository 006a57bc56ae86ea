import { catalog } from "@/lib/catalog";
import { Layout, Paragraph } from "./layout";
import type { Message } from "./message";

export const paymentSucceeded: Message<"payment-succeeded"> = {
  subject: ({ amount }) => `Your ${catalog.name} payment of ${amount}`,
  Body: ({ organization, amount, invoiceUrl }) => (
    <Layout
      preview={`We received ${amount}. Thank you.`}
      heading={`We received ${amount}`}
      action={{ label: "View the invoice", url: invoiceUrl }}
      note="You receive this because you look after billing for your organization."
    >
      <Paragraph>
        Thank you. The payment for {organization} went through. The invoice, also as a PDF, is one click away.
      </Paragraph>
    </Layout>
  ),
};

import { catalog } from "@/lib/catalog";
import { formatDay } from "./format-day";
import { Layout, Paragraph } from "./layout";
import type { Message } from "./message";

export const welcome: Message<"welcome"> = {
  subject: () => `Welcome to ${catalog.name}`,
  Body: ({ organization, trialEndsAt, dashboardUrl }) => (
    <Layout
      preview={`Your trial runs until ${formatDay(trialEndsAt)}.`}
      heading={`Welcome, ${organization}`}
      action={{ label: "Open your dashboard", url: dashboardUrl }}
      note={`Questions? Write to ${catalog.copy.company.email}.`}
    >
      <Paragraph>
        Your address is verified and your trial runs until {formatDay(trialEndsAt)}. No card is needed until then, and
        when it ends nothing is deleted: everything you made stays readable.
      </Paragraph>
      <Paragraph>A good first step: set up what you work on, then invite the people you work with.</Paragraph>
    </Layout>
  ),
};

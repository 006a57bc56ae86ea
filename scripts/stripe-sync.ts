// npm run stripe:sync [-- --webhook URL]: creates and updates the catalog's products and prices in Stripe.
import { parseArgs } from "node:util";
import { type CatalogReport, syncCatalog } from "@/lib/billing";

const { values } = parseArgs({ options: { webhook: { type: "string" } } });
if (values.webhook !== undefined && !URL.canParse(values.webhook)) {
  console.error(
    `--webhook needs a full URL such as https://app.example.com/api/webhooks/stripe, not "${values.webhook}".`,
  );
  process.exit(2);
}
try {
  print(await syncCatalog(values.webhook === undefined ? {} : { webhookUrl: values.webhook }));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function print({ changes, webhookSecret }: CatalogReport): void {
  const changed = changes.filter(({ done }) => done !== "kept");
  for (const { what, done } of changed) console.log(`${done.padEnd(8)} ${what}`);
  if (changed.length === 0)
    console.log(`Nothing to change: ${changes.length} products, prices and settings are up to date.`);
  else console.log(`${changed.length} changed, ${changes.length - changed.length} already up to date.`);
  if (webhookSecret)
    console.log(`\nSave this secret now. Stripe won't show it again:\nSTRIPE_WEBHOOK_SECRET=${webhookSecret}`);
}

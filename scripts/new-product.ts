// npm run new-product -- NAME [--title "Name"]: adds a small working product to build on.
import { parseArgs } from "node:util";
import { newProduct } from "./new-product/new-product";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { title: { type: "string" } } });
const [name] = positionals;
if (!name) {
  console.error('Usage: npm run new-product -- NAME [--title "Name"]');
  process.exit(1);
}
try {
  const files = newProduct(process.cwd(), { name, title: values.title });
  console.log(files.map((file) => `  ${file}`).join("\n"));
  console.log(`\nStart it with PRODUCT=${name} npm run dev, then edit products/${name}/catalog.ts and copy.ts.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

import { Boxes, SearchX } from "lucide-react";
import type { Metadata } from "next";
import { z } from "zod";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { LinkGroup } from "@/components/ui/link-group";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import { catalog } from "@/lib/catalog";
import { whenReadable } from "@/lib/entitlements";
import { formatMoney } from "@/lib/money";
import { memberPage } from "@/lib/tenancy";
import { costingMethodOf, listMaterials, stockFigures } from "@/products/unison/domain";
import { costingLabels } from "@/products/unison/domain/inventory/costing";
import { permissionsOf } from "../permissions";
import { MaterialTable } from "./material-table";
import { AddMaterial } from "./stock-dialogs";

export const metadata: Metadata = { title: "Inventory" };

const text = z.string().max(200).nullish().catch(null);
const filterSchema = z.object({ q: text, low: text, after: text });

/** All materials, their stock and what it cost. */
export default async function InventoryPage({ searchParams }: PageProps<"/inventory">) {
  const { q, low, after } = filterSchema.parse(await searchParams);
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      page: await listMaterials(member, { search: q ?? null, low: low === "true", after: after ?? null }),
      figures: await stockFigures(member),
      method: await costingMethodOf(member),
      may: permissionsOf(member.role),
    })),
  );
  if (!view) return <Suspended />;
  const { page, figures, method, may } = view;
  const linkTo = (change: Record<string, string>) => {
    const filter = Object.entries({ q: q ?? "", low: low ?? "", ...change }).filter(([, value]) => value !== "");
    return filter.length === 0 ? "/inventory" : `/inventory?${new URLSearchParams(filter)}`;
  };
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Inventory"
        description={`Materials for all plants, costed by ${method === "average" ? "weighted average" : costingLabels[method]}.`}
        actions={
          may.orders && (
            <Writes>
              <AddMaterial />
            </Writes>
          )
        }
      />
      {figures.materials === 0 ? (
        <EmptyState
          icon={Boxes}
          title="No materials yet"
          description="Add the materials your work orders use, then record what you have and what it cost."
        />
      ) : (
        <>
          <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-3">
            <Stat label="Stock value" value={formatMoney({ amount: figures.value, currency: catalog.currency })} />
            <Stat label="Materials" value={figures.materials} />
            <Stat
              label="Low stock"
              className="max-md:col-span-2"
              value={<span className={figures.low > 0 ? "text-warning-ink" : undefined}>{figures.low}</span>}
              hint="at or below the reorder point"
            />
          </StatGrid>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <LinkGroup
              label="Stock"
              options={[
                { key: null, label: "All materials" },
                { key: "true", label: "Low stock" },
              ]}
              current={low === "true" ? "true" : null}
              href={(only) => linkTo({ low: only ?? "" })}
            />
            <form action="/inventory" className="flex gap-2 max-sm:w-full sm:w-80">
              <Input
                type="search"
                name="q"
                defaultValue={q ?? ""}
                placeholder="Code or name"
                aria-label="Search materials"
              />
              {low === "true" && <input type="hidden" name="low" value="true" />}
              <Button type="submit" variant="outline">
                Search
              </Button>
            </form>
          </div>
          {page.rows.length > 0 ? (
            <MaterialTable materials={page.rows} />
          ) : (
            <EmptyState icon={SearchX} title="No results" description="No materials match your filters." />
          )}
          {page.next && (
            <Button asChild variant="outline" className="justify-self-center">
              <Link href={linkTo({ after: page.next })}>Next materials</Link>
            </Button>
          )}
        </>
      )}
    </div>
  );
}

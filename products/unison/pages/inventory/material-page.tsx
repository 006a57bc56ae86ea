import { ChevronLeft, Trash2 } from "lucide-react";
import { notFound } from "next/navigation";
import { z } from "zod";
import Link from "@/components/navigation/link";
import { Suspended } from "@/components/shell/suspended";
import { Writes } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { offerOf, whenReadable } from "@/lib/entitlements";
import { memberPage } from "@/lib/tenancy";
import { costingMethodOf, listFields, listMovements, materialDetail } from "@/products/unison/domain";
import { idSchema } from "@/products/unison/domain/text-input";
import { ValuesCard } from "../customize/values-card";
import { ActionButton } from "../forms/action-button";
import { permissionsOf } from "../permissions";
import { removeMaterial } from "./actions";
import { LayersCard, StockStats } from "./material-stock";
import { MovementTable } from "./movement-table";
import { CountStock, EditMaterial, ReceiveStock, UseStock } from "./stock-dialogs";

const pageSchema = z.object({ below: z.coerce.number().int().min(1).nullish().catch(null) });

/** One material: its stock, what it cost, and everything that changed it. */
export default async function MaterialPage({ params, searchParams }: PageProps<"/inventory/[id]">) {
  const { data: input } = idSchema.safeParse(await params);
  if (!input) notFound();
  const { below } = pageSchema.parse(await searchParams);
  const view = await memberPage({}, (member) =>
    whenReadable(member, async () => ({
      detail: await materialDetail(member, input.id),
      fields: await listFields(member, "material"),
      mayCustomize: (await offerOf(member, "custom_fields")) === null,
      movements: await listMovements(member, input.id, below ?? null),
      method: await costingMethodOf(member),
      may: permissionsOf(member.role),
      now: member.now,
    })),
  );
  if (!view) return <Suspended />;
  const { detail, fields, mayCustomize, movements, method, may, now } = view;
  const { material, layers } = detail;
  return (
    <div className="grid gap-6">
      <PageHeader
        eyebrow={
          <Link href="/inventory" className="inline-flex items-center gap-1 hover:text-foreground">
            <ChevronLeft className="size-4" aria-hidden />
            Inventory
          </Link>
        }
        title={material.name}
        description={<span className="font-mono">{material.code}</span>}
        actions={
          may.orders && (
            <Writes>
              {material.onHand === 0 && (
                <ActionButton
                  variant="outline"
                  action={removeMaterial}
                  input={{ id: material.id }}
                  done={`${material.name} deleted`}
                  confirm={{
                    title: `Delete ${material.name}?`,
                    description: "This permanently deletes the material and its movements.",
                    button: "Delete material",
                  }}
                >
                  <Trash2 aria-hidden />
                  Delete
                </ActionButton>
              )}
              <EditMaterial material={material} />
              <CountStock material={material} />
              <UseStock material={material} />
              <ReceiveStock material={material} />
            </Writes>
          )
        }
      />
      <StockStats material={material} method={method} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <div className="grid min-w-0 gap-3">
          <MovementTable movements={movements.rows} now={now} />
          {movements.next !== null && (
            <Button asChild variant="outline" className="justify-self-center">
              <Link href={`/inventory/${material.id}?below=${movements.next}`}>Older movements</Link>
            </Button>
          )}
        </div>
        <div className="grid gap-6">
          <LayersCard material={material} layers={layers} />
          <ValuesCard
            subject="material"
            id={material.id}
            fields={fields}
            values={material.customValues}
            mayWrite={may.orders && mayCustomize}
          />
        </div>
      </div>
    </div>
  );
}

export { materialTitle as generateMetadata } from "../found-layout";

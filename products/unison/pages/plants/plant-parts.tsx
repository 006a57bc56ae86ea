import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Writes } from "@/components/shell/writes";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { formatCount } from "@/lib/numbers";
import type { PartKind } from "@/products/unison/domain/floor-parts/part-input";
import { addFloorPart, moveFloorPart, removeFloorPart, renameFloorPart } from "../floor/actions";
import { ActionButton } from "../forms/action-button";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";

type Part = { id: string; name: string; active: number };
type PartsCardProps = { kind: PartKind; plantId: string; parts: readonly Part[]; mayEdit: boolean };

const words = {
  department: { title: "Departments", example: "Paint shop" },
  lane: { title: "Lanes", example: "Lane 4" },
} as const;

/** A plant's departments or lanes, in order, with what changes them. */
export function PartsCard({ kind, plantId, parts, mayEdit }: PartsCardProps) {
  const { title, example } = words[kind];
  return (
    <PartCard
      title={title}
      add={
        mayEdit && (
          <Writes>
            <FormDialog
              trigger={<Plus aria-hidden />}
              triggerLabel={`Add ${kind}`}
              button={iconButton}
              title={`Add a ${kind}`}
              description={kind === "lane" ? "It appears last on the board." : "Work orders can be assigned to it."}
              fields={[{ kind: "text", name: "name", label: "Name", placeholder: example, maxLength: 60 }]}
              extra={{ kind, plantId }}
              action={addFloorPart}
              submit={`Add ${kind}`}
              done={`${kind === "lane" ? "Lane" : "Department"} added`}
            />
          </Writes>
        )
      }
    >
      {parts.length === 0 && <li className="py-2 text-muted-foreground text-xs">None yet.</li>}
      {parts.map((part, index) => (
        <PartLine
          key={part.id}
          name={part.name}
          value={part.active === 0 ? "No active orders" : `${part.active} active`}
        >
          {mayEdit && (
            <Writes>
              <PartTools
                kind={kind}
                part={part}
                others={parts.filter(({ id }) => id !== part.id)}
                isFirst={index === 0}
                isLast={index === parts.length - 1}
              />
            </Writes>
          )}
        </PartLine>
      ))}
    </PartCard>
  );
}

type PartToolsProps = { kind: PartKind; part: Part; others: readonly Part[]; isFirst: boolean; isLast: boolean };

function PartTools({ kind, part, others, isFirst, isLast }: PartToolsProps) {
  const { id, name, active } = part;
  return (
    <>
      <ActionButton
        {...iconButton}
        disabled={isFirst}
        action={moveFloorPart}
        input={{ kind, id, direction: "up" }}
        label={`Move ${name} up`}
      >
        <ArrowUp aria-hidden />
      </ActionButton>
      <ActionButton
        {...iconButton}
        disabled={isLast}
        action={moveFloorPart}
        input={{ kind, id, direction: "down" }}
        label={`Move ${name} down`}
      >
        <ArrowDown aria-hidden />
      </ActionButton>
      <FormDialog
        trigger={<Pencil aria-hidden />}
        triggerLabel={`Rename ${name}`}
        button={iconButton}
        title={`Rename ${name}`}
        description="Its work orders stay in it."
        fields={[{ kind: "text", name: "name", label: "Name", initial: name, maxLength: 60 }]}
        extra={{ kind, id }}
        action={renameFloorPart}
        submit="Rename"
        done="Renamed"
      />
      <FormDialog
        trigger={<Trash2 aria-hidden />}
        triggerLabel={`Remove ${name}`}
        button={iconButton}
        title={`Remove ${name}?`}
        description={
          active === 0
            ? "It has no unfinished work orders."
            : `It has ${formatCount(active, "unfinished work order")}. No work order is deleted.`
        }
        fields={[
          {
            kind: "select",
            name: "moveTo",
            label: "Move its work orders to",
            options: [
              { value: "", label: kind === "lane" ? "Not assigned" : "No department" },
              ...others.map((other) => ({ value: other.id, label: other.name })),
            ],
          },
        ]}
        extra={{ kind, id }}
        action={removeFloorPart}
        submit={`Remove ${kind}`}
        done={`${name} removed`}
      />
    </>
  );
}

export function PartCard({ title, add, children }: { title: string; add?: ReactNode; children: ReactNode }) {
  return (
    <Card className="gap-2 pb-3">
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        {add && <CardAction className="-my-1">{add}</CardAction>}
      </CardHeader>
      <CardContent>
        <ul className="divide-y text-sm">{children}</ul>
      </CardContent>
    </Card>
  );
}

export function PartLine({ name, value, children }: { name: string; value: string; children?: ReactNode }) {
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 py-1">
      <span className="min-w-0 flex-1 font-medium text-[0.8125rem] [overflow-wrap:anywhere]">{name}</span>
      <span className="shrink-0 text-muted-foreground text-xs tabular-nums">{value}</span>
      {children && <span className="-mr-2 flex shrink-0">{children}</span>}
    </li>
  );
}

import { ClipboardList, PackageMinus, PackagePlus, Pencil, Plus } from "lucide-react";
import type { MaterialRow } from "@/products/unison/domain";
import { formatQuantity } from "@/products/unison/domain/inventory/stock-quantity";
import type { FieldSpec } from "../forms/dialog-field";
import { FormDialog } from "../forms/form-dialog";
import { addMaterial, countStock, issueStock, receiveStock, saveMaterial } from "./actions";

type Material = Pick<MaterialRow, "id" | "code" | "name" | "unit" | "onHand" | "reorderAt">;

const note: FieldSpec = {
  kind: "text",
  name: "note",
  label: "Note",
  placeholder: "Supplier, lot or invoice",
  maxLength: 200,
};

const materialFields = (material?: Material): FieldSpec[] => [
  {
    kind: "text",
    name: "code",
    label: "Code",
    initial: material?.code ?? "",
    placeholder: "STL-A36-11GA",
    maxLength: 40,
    wide: false,
  },
  {
    kind: "text",
    name: "unit",
    label: "Unit",
    initial: material?.unit ?? "",
    placeholder: "sheets",
    maxLength: 20,
    wide: false,
  },
  {
    kind: "text",
    name: "name",
    label: "Name",
    initial: material?.name ?? "",
    placeholder: "Sheet steel A36, 11 ga",
    maxLength: 120,
  },
  {
    kind: "number",
    name: "reorderAt",
    label: "Reorder at",
    step: "any",
    initial: material?.reorderAt ?? 0,
    hint: "At or below this quantity, it's marked as low.",
  },
];

export function AddMaterial() {
  return (
    <FormDialog
      trigger={
        <>
          <Plus aria-hidden />
          Add material
        </>
      }
      button={{ variant: "default" }}
      title="Add a material"
      description="Next, receive the stock you have and what it cost."
      fields={materialFields()}
      action={addMaterial}
      submit="Add material"
      done="Material added"
    />
  );
}

export function EditMaterial({ material }: { material: Material }) {
  return (
    <FormDialog
      trigger={
        <>
          <Pencil aria-hidden />
          Edit
        </>
      }
      title="Edit material"
      description="Its stock and costs stay as they are."
      fields={materialFields(material)}
      extra={{ id: material.id }}
      action={saveMaterial}
      submit="Save"
      done="Material saved"
    />
  );
}

export function ReceiveStock({ material }: { material: Material }) {
  return (
    <FormDialog
      trigger={
        <>
          <PackagePlus aria-hidden />
          Receive
        </>
      }
      button={{ variant: "default" }}
      title={`Receive ${material.name}`}
      description={`In stock: ${formatQuantity(material.onHand)} ${material.unit}.`}
      fields={[
        { kind: "number", name: "quantity", label: `Quantity (${material.unit})`, step: "any", wide: false },
        { kind: "text", name: "cost", label: "Total cost in dollars", placeholder: "0.00", maxLength: 13, wide: false },
        note,
      ]}
      extra={{ materialId: material.id }}
      requestField="requestId"
      action={receiveStock}
      submit="Receive"
      done="Stock received"
    />
  );
}

export function UseStock({ material }: { material: Material }) {
  return (
    <FormDialog
      trigger={
        <>
          <PackageMinus aria-hidden />
          Use
        </>
      }
      title={`Use ${material.name}`}
      description={`In stock: ${formatQuantity(material.onHand)} ${material.unit}. To use it for a work order, open the order.`}
      fields={[{ kind: "number", name: "quantity", label: `Quantity (${material.unit})`, step: "any" }, note]}
      extra={{ materialId: material.id }}
      requestField="requestId"
      action={issueStock}
      submit="Use"
      done="Usage recorded"
    />
  );
}

export function CountStock({ material }: { material: Material }) {
  return (
    <FormDialog
      trigger={
        <>
          <ClipboardList aria-hidden />
          Count
        </>
      }
      title={`Count ${material.name}`}
      description={`The system shows ${formatQuantity(material.onHand)} ${material.unit}. Your count replaces that.`}
      fields={[
        { kind: "number", name: "counted", label: `Counted (${material.unit})`, step: "any", initial: material.onHand },
        note,
      ]}
      extra={{ materialId: material.id }}
      requestField="requestId"
      action={countStock}
      submit="Save count"
      done="Count saved"
    />
  );
}

/** On a work order's page. */
export function UseForOrder({ workOrderId, stocked }: { workOrderId: string; stocked: readonly Material[] }) {
  return (
    <FormDialog
      trigger={
        <>
          <PackageMinus aria-hidden />
          Use material
        </>
      }
      button={{ size: "sm" }}
      title="Use material"
      description="It leaves stock now. Your costing method decides what it cost."
      fields={[
        {
          kind: "select",
          name: "materialId",
          label: "Material",
          initial: stocked[0]?.id ?? "",
          options: stocked.map(({ id, code, name, onHand, unit }) => ({
            value: id,
            label: `${code} – ${name} (${formatQuantity(onHand)} ${unit})`,
          })),
        },
        { kind: "number", name: "quantity", label: "Quantity", step: "any" },
        note,
      ]}
      extra={{ workOrderId }}
      requestField="requestId"
      action={issueStock}
      submit="Use"
      done="Usage recorded"
    />
  );
}

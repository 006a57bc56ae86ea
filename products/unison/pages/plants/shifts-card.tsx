import { Pencil, Plus, Trash2 } from "lucide-react";
import { Writes } from "@/components/shell/writes";
import type { PlantDetail } from "@/products/unison/domain";
import { clockTime } from "@/products/unison/domain/plants/plant-defaults";
import { isOvernight } from "@/products/unison/domain/shifts/shift-time";
import { addPlantShift, removePlantShift, savePlantShift } from "../floor/actions";
import { ActionButton } from "../forms/action-button";
import type { FieldSpec } from "../forms/dialog-field";
import { FormDialog } from "../forms/form-dialog";
import { iconButton } from "../forms/icon-button";
import { PartCard, PartLine } from "./plant-parts";
import { WorkdaysForm } from "./workdays-form";

type ShiftsCardProps = Pick<PlantDetail, "plant" | "shifts"> & { mayEdit: boolean };

/** A plant's shifts and the days it works. */
export function ShiftsCard({ plant, shifts, mayEdit }: ShiftsCardProps) {
  return (
    <PartCard
      title="Shifts"
      add={
        mayEdit && (
          <Writes>
            <FormDialog
              trigger={<Plus aria-hidden />}
              triggerLabel="Add shift"
              button={iconButton}
              title="Add a shift"
              description="Times are local to the plant. A shift may run past midnight."
              fields={shiftFields({ name: "", startsAt: "14:00", endsAt: "22:00" })}
              extra={{ plantId: plant.id }}
              action={addPlantShift}
              submit="Add shift"
              done="Shift added"
            />
          </Writes>
        )
      }
    >
      {shifts.map((shift) => (
        <PartLine key={shift.id} name={shift.name} value={hours(shift)}>
          {mayEdit && (
            <Writes>
              <FormDialog
                trigger={<Pencil aria-hidden />}
                triggerLabel={`Edit ${shift.name}`}
                button={iconButton}
                title={`Edit ${shift.name}`}
                description="Times are local to the plant. A shift may run past midnight."
                fields={shiftFields(shift)}
                extra={{ id: shift.id }}
                action={savePlantShift}
                submit="Save"
                done="Shift saved"
              />
              <ActionButton
                {...iconButton}
                disabled={shifts.length === 1}
                action={removePlantShift}
                input={{ id: shift.id }}
                label={`Remove ${shift.name}`}
                done={`${shift.name} removed`}
                confirm={{
                  title: `Remove ${shift.name}?`,
                  description: "Its notes stay.",
                  button: "Remove shift",
                }}
              >
                <Trash2 aria-hidden />
              </ActionButton>
            </Writes>
          )}
        </PartLine>
      ))}
      <li className="grid gap-2 py-2 text-xs">
        <Writes>
          <WorkdaysForm plantId={plant.id} workdays={plant.workdays} mayEdit={mayEdit} />
        </Writes>
        <span className="text-muted-foreground">Local time: {plant.timeZone.replaceAll("_", " ")}</span>
      </li>
    </PartCard>
  );
}

type Times = { name: string; startsAt: string; endsAt: string };

const hours = ({ startsAt, endsAt }: Times) =>
  `${clockTime(startsAt)} – ${clockTime(endsAt)}${isOvernight({ startsAt, endsAt }) ? " (next day)" : ""}`;

const shiftFields = ({ name, startsAt, endsAt }: Times): FieldSpec[] => [
  { kind: "text", name: "name", label: "Name", initial: name, placeholder: "Night shift", maxLength: 60 },
  { kind: "time", name: "startsAt", label: "Starts", initial: startsAt.slice(0, 5), wide: false },
  { kind: "time", name: "endsAt", label: "Ends", initial: endsAt.slice(0, 5), wide: false },
];

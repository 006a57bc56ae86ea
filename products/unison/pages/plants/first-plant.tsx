import type { FirstStepProps } from "@/components/products/types";
import { timeZones } from "@/products/unison/domain/plants/time-zones";
import { FirstPlantForm } from "./first-plant-form";
import { PlantPreview } from "./plant-preview";

/** Onboarding's second step: the first plant, with a preview of what comes with it. */
export function FirstPlant(props: FirstStepProps) {
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <FirstPlantForm timeZones={timeZones()} {...props} />
      <PlantPreview />
    </div>
  );
}

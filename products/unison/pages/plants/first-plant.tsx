import type { FirstStepProps } from "@/components/products/types";
import { timeZones } from "@/products/unison/domain/plants/time-zones";
import { FirstPlantForm } from "./first-plant-form";

/** Onboarding's second step, in which the server knows the time zones. */
export const FirstPlant = (props: FirstStepProps) => <FirstPlantForm timeZones={timeZones()} {...props} />;

import type { FirstStepProps } from "@/components/products/types";
import { SettingsStep } from "./first-step";

export const FirstStep = (props: FirstStepProps) => (
  <SettingsStep timeZones={["UTC", ...Intl.supportedValuesOf("timeZone")]} {...props} />
);

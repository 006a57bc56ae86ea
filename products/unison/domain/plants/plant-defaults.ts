/** What a new plant starts with. */
export const departmentNames = ["Cutting", "Welding", "Assembly", "QC"] as const;

export const laneDefaults = [{ name: "Lane 1" }, { name: "Lane 2" }, { name: "Lane 3" }] as const;

/** Local times in the plant's time zone. */
export const dayShift = { name: "Day shift", startsAt: "06:00", endsAt: "14:00" } as const;

/** `06:00` or `06:00:00` as `6:00 AM`. */
export function clockTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return `${hours % 12 || 12}:${String(minutes).padStart(2, "0")} ${hours < 12 ? "AM" : "PM"}`;
}

import type { Catalog } from "@/lib/catalog";

/** The gauge that counts members and open invitations, where the product sells seats. */
export const seatMeter = "users";

export const sellsSeats = ({ meters }: Catalog): boolean =>
  meters.some(({ key, kind }) => key === seatMeter && kind === "gauge");

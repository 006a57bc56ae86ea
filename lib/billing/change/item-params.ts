import { unreachable } from "@/lib/errors";
import { changesOf, type Piece, type PresentPiece } from "./composition";

type ItemParam = { id?: string; price?: string; quantity?: number; deleted?: boolean };

/** The changes of items as Stripe's API takes them. */
export function itemParams(
  present: readonly PresentPiece[],
  wanted: readonly Piece[],
  priceId: (piece: Piece) => string,
): ItemParam[] {
  return changesOf(present, wanted).map((each): ItemParam => {
    switch (each.change) {
      case "add":
        return newItem(each.piece, priceId);
      case "set":
        return { id: each.id, ...quantityOf(each.piece), ...(each.samePrice ? {} : { price: priceId(each.piece) }) };
      case "remove":
        return { id: each.id, deleted: true };
      default:
        return unreachable(each);
    }
  });
}

/** An item that is not there yet: of a checkout, a schedule's phase, or added to a subscription. */
export const newItem = (piece: Piece, priceId: (piece: Piece) => string): { price: string; quantity?: number } => ({
  price: priceId(piece),
  ...quantityOf(piece),
});

/** A metered price takes no quantity. */
const quantityOf = ({ quantity }: Piece): { quantity?: number } => (quantity === null ? {} : { quantity });

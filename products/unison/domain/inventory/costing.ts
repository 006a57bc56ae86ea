/** How the cost of used material is chosen: the oldest receipts first, the newest first, or the average of everything in stock. */
export const costingMethods = ["fifo", "lifo", "average"] as const;
export type CostingMethod = (typeof costingMethods)[number];

export const costingLabels: Readonly<Record<CostingMethod, string>> = {
  fifo: "FIFO",
  lifo: "LIFO",
  average: "Weighted average",
};

/** What is left of one receipt. `quantity` is in thousandths of the material's unit, `value` in minor units; both are whole numbers. */
export type Layer = { readonly sequence: number; readonly quantity: number; readonly value: number };

/** Layers from the oldest to the newest. Every function keeps the sum of values exactly: what leaves the stock has what is missing in it. */
export type Stock = readonly Layer[];

export const quantityOf = (stock: Stock): number => stock.reduce((sum, { quantity }) => sum + quantity, 0);
export const costOf = (stock: Stock): number => stock.reduce((sum, { value }) => sum + value, 0);

/** Adds a receipt. `value` is what all of it cost. */
export function receive(stock: Stock, method: CostingMethod, receipt: Layer): Stock {
  return arrange([...stock, receipt], method, receipt.sequence);
}

/**
 * Removes a quantity.
 *
 * @returns the stock left and what the removed quantity cost; undefined if there isn't as much.
 */
export function issue(
  stock: Stock,
  method: CostingMethod,
  { quantity, sequence }: { quantity: number; sequence: number },
): { stock: Stock; value: number } | undefined {
  if (quantity > quantityOf(stock)) return undefined;
  const arranged = arrange(stock, method, sequence);
  const order = method === "lifo" ? [...arranged].reverse() : arranged;
  let missing = quantity;
  let value = 0;
  const left: Layer[] = [];
  for (const layer of order) {
    const taken = Math.min(layer.quantity, missing);
    const cost = share(layer.value, taken, layer.quantity);
    missing -= taken;
    value += cost;
    if (taken < layer.quantity) {
      left.push({ ...layer, quantity: layer.quantity - taken, value: layer.value - cost });
    }
  }
  return { stock: method === "lifo" ? left.reverse() : left, value };
}

/**
 * Corrects the stock to what was counted. What is missing costs what an issue would; what was found costs the average of the stock, or
 * nothing if there was none.
 *
 * @returns the corrected stock, and the difference in quantity and value.
 */
export function count(
  stock: Stock,
  method: CostingMethod,
  { counted, sequence }: { counted: number; sequence: number },
): { stock: Stock; quantity: number; value: number } {
  const before = quantityOf(stock);
  const quantity = counted - before;
  if (quantity > 0) {
    const value = before === 0 ? 0 : share(costOf(stock), quantity, before);
    return { stock: receive(stock, method, { sequence, quantity, value }), quantity, value };
  }
  const issued = issue(stock, method, { quantity: -quantity, sequence });
  return issued ? { stock: issued.stock, quantity, value: 0 - issued.value } : { stock, quantity: 0, value: 0 };
}

/** Weighted average keeps everything in one layer, also what came in while another method was used. */
function arrange(stock: Stock, method: CostingMethod, sequence: number): Stock {
  if (method !== "average" || stock.length <= 1) return stock;
  return [{ sequence, quantity: quantityOf(stock), value: costOf(stock) }];
}

/** `part / whole` of a value, rounded half up. All of it for the whole, so that no cent stays behind. The product can exceed 2^53. */
function share(value: number, part: number, whole: number): number {
  const [amount, divisor] = [BigInt(value) * BigInt(part), BigInt(whole)];
  return Number((amount * 2n + divisor) / (divisor * 2n));
}

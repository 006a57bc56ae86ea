import { describe, expect, it } from "vitest";
import { channelReturns, roiOf } from "./returns";

describe("the return on a channel", () => {
  it("is its profit by its spend, and its cost by conversion", () => {
    const results = [
      { channel: "email", conversions: 4, value: 40_000, spend: 0 },
      { channel: "search", conversions: 2.5, value: 50_000, spend: 20_000 },
      { channel: "billboard", conversions: 0, value: 0, spend: 10_000 },
    ];
    expect(channelReturns(results)).toMatchObject([
      { channel: "search", roi: 1.5, costPerAcquisition: 8_000, share: 50 / 90 },
      { channel: "email", roi: null, costPerAcquisition: null },
      { channel: "billboard", roi: -1, costPerAcquisition: null, share: 0 },
    ]);
  });

  it("is none without spend, and no part of nothing", () => {
    expect(roiOf({ value: 5, spend: 0 })).toBeNull();
    expect(channelReturns([{ channel: "a", conversions: 0, value: 0, spend: 0 }])).toMatchObject([{ share: 0 }]);
  });
});

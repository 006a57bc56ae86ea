"use client";

/** Scroll a carousel by one card. At once rather than smoothly: Safari overshoots when the page is zoomed. */
export function CarouselButtons({ of }: { of: string }) {
  const move = (step: -1 | 1) => {
    const row = document.getElementById(of);
    const width = row?.firstElementChild?.getBoundingClientRect().width ?? 0;
    row?.scrollBy({ left: step * width, behavior: "instant" });
  };
  const look =
    "inline-flex size-11 items-center justify-center rounded-full border border-input bg-card text-lg hover:bg-accent";
  return (
    <div className="needs-script flex gap-2">
      <button type="button" aria-label="Previous quote" aria-controls={of} onClick={() => move(-1)} className={look}>
        ←
      </button>
      <button type="button" aria-label="Next quote" aria-controls={of} onClick={() => move(1)} className={look}>
        →
      </button>
    </div>
  );
}

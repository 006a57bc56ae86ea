/** Hides what needs a script, wherever it is on the page, in a browser that runs none. */
export function HideWithoutScript() {
  return (
    <noscript>
      <style>{".needs-script{display:none!important}"}</style>
    </noscript>
  );
}

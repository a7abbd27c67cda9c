/*
 * For other websites: gives each embedded list of circles the height that it needs.
 *
 * It looks at frames with the attribute data-learningcircles alone, and listens to
 * nobody but the very frame and origin that it was written for. Without this script a
 * list keeps the height that stands in its code, and scrolls.
 */
(() => {
  "use strict";

  const MOST = 20000;
  const frames = () => document.querySelectorAll("iframe[data-learningcircles]");
  const originOf = (frame) => new URL(frame.src, document.baseURI).origin;

  // The frame is as high as its list: a new page of it begins where the frame does,
  // which may be far above what is seen.
  const queries = new WeakMap();
  const turn = (frame, query) => {
    const isOther = queries.has(frame) && queries.get(frame) !== query;
    queries.set(frame, query);
    if (isOther && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  };

  window.addEventListener("message", (event) => {
    if (!event.data || event.data.type !== "learningcircles:height") return;
    const height = Number(event.data.height);
    if (!(height > 0)) return;
    frames().forEach((frame) => {
      if (frame.contentWindow !== event.source) return;
      if (originOf(frame) !== event.origin) return;
      frame.height = Math.min(Math.ceil(height), MOST);
      turn(frame, String(event.data.query));
    });
  });

  // A frame that was there before this script has spoken already. One that has not
  // loaded yet hears nothing, and speaks when it has.
  frames().forEach((frame) => {
    frame.style.border = "0";
    frame.contentWindow.postMessage({ type: "learningcircles:ask" }, "*");
  });
})();

/*
 * Plays a video in its place once a visitor asks for it.
 *
 * Until then the page holds a plain link and nothing is loaded from the video's host.
 * Without this script the link leads to the video.
 */
(() => {
  "use strict";

  const player = (figure) => {
    const address = figure.dataset.lcVideoAddress;
    const isFile = figure.dataset.lcVideo === "file";
    const element = document.createElement(isFile ? "video" : "iframe");
    element.className = "lc-video__frame";
    element.src = address;
    if (isFile) {
      element.controls = true;
      element.autoplay = true;
      element.setAttribute("aria-label", figure.dataset.lcVideoTitle);
    } else {
      element.title = figure.dataset.lcVideoTitle;
      element.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
      element.allowFullscreen = true;
      element.referrerPolicy = "strict-origin-when-cross-origin";
    }
    element.tabIndex = 0;
    return element;
  };

  document.addEventListener("click", (event) => {
    const isPlainClick =
      event.button === 0 &&
      !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const poster = event.target.closest(".lc-video__poster");
    const figure = poster && poster.closest("[data-lc-video-address]");
    if (!figure || !isPlainClick) return;
    event.preventDefault();
    const element = player(figure);
    poster.replaceWith(element);
    element.focus();
  });
})();

import { options } from "preact";

/**
 * Effects run with the document's next frame and never after it is closed.
 * Preact's own way has a timer beside the frame, which ends after the last
 * test and calls what is gone with its document.
 */
options.requestAnimationFrame = (callback) => {
  requestAnimationFrame(callback);
};

/* Stimulus controller of the position's input: adds map, words and clear button.
 * Without it the input is an ordinary text field, and what is typed is kept. */
(() => {
  const { StimulusModule, wagtail, learningCirclesPosition } = window;
  if (!StimulusModule || !wagtail || !learningCirclesPosition) return;
  const { read, write, say, PositionMap } = learningCirclesPosition;

  const make = (tag, className, properties = {}) =>
    Object.assign(document.createElement(tag), { className, ...properties });

  class PositionController extends StimulusModule.Controller {
    static values = { options: Object };

    connect() {
      this.onInput = () => this.followInput();
      this.onChange = () => this.describe();
      this.element.addEventListener("input", this.onInput);
      this.element.addEventListener("change", this.onChange);
      this.build();
      this.followInput();
      this.describe();
    }

    disconnect() {
      this.element.removeEventListener("input", this.onInput);
      this.element.removeEventListener("change", this.onChange);
      if (this.map) this.map.remove();
      this.extra.remove();
      this.map = null;
    }

    build() {
      const { strings } = this.optionsValue;
      this.extra = make("div", "lc-position");
      const tools = make("div", "lc-position__tools");
      this.words = make("p", "lc-position__words");
      this.words.setAttribute("role", "status");
      this.clearButton = make(
        "button",
        "lc-position__clear button button-small button-secondary",
        { type: "button", textContent: strings.clear },
      );
      this.clearButton.addEventListener("click", () => this.clear());
      tools.append(this.words, this.clearButton);
      this.extra.append(tools);
      this.element.after(this.extra);
      if (PositionMap) this.buildMap(strings);
    }

    buildMap(strings) {
      const element = make("div", "lc-position__map");
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", strings.map);
      this.extra.append(element);
      this.map = new PositionMap(element, this.optionsValue, (position) => {
        this.enter(write(position));
        this.describe();
      });
    }

    /* What a person typed moves the pin and is never rewritten. */
    followInput() {
      this.clearButton.hidden = !this.element.value;
      if (!this.map || this.isEntering) return;
      const typed = this.element.value.trim();
      const position = read(typed);
      if (position || !typed) this.map.show(position);
      else this.map.hidePin();
    }

    /* Say where the position lies: a forgotten minus sign becomes plain. */
    describe() {
      const { strings } = this.optionsValue;
      const typed = this.element.value.trim();
      const position = read(typed);
      if (!typed) this.words.textContent = "";
      else if (position) this.words.textContent = say(position, strings);
      else this.words.textContent = strings.unreadable;
    }

    clear() {
      this.enter("");
      this.describe();
      if (this.map) this.map.show(null);
      this.element.focus();
    }

    /* Wagtail's unsaved and autosave controllers listen for these events. */
    enter(text) {
      this.isEntering = true;
      this.element.value = text;
      this.element.dispatchEvent(new Event("input", { bubbles: true }));
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
      this.isEntering = false;
    }
  }

  wagtail.app.register("lc-position", PositionController);
})();

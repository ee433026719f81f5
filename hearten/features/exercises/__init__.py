"""Things to do now, without a line: breathing, grounding, a plan kept on the device."""

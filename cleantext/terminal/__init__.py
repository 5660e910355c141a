"""The command line as people meet it: flags, help, mistakes, completion, reasons, the bar, the manual."""

"""What tests share: fixtures read, the command run in this process, folders broken, a browser started."""

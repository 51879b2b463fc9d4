import Testing

@testable import HandoffKit

@Suite("Paths of Windows in WSL")
struct WindowsDrivesTests {
  /// As WSL 2, WSL 1 and a drive that was mounted by hand have them.
  let drives = WindowsDrives(
    mounts: #"""
      none /mnt/wsl tmpfs rw,relatime 0 0
      C:\134 /mnt/c 9p rw,noatime,aname=drvfs;path=C:\134;uid=1000;gid=1000;symlinkroot=/mnt/ 0 0
      drvfs /windir/d 9p rw,noatime,aname=drvfs;path=D:\134;uid=1000 0 0
      E: /media/my\040disk drvfs rw,noatime 0 0
      /dev/sdc / ext4 rw,relatime 0 0
      """#, distribution: "Debian")

  @Test(
    "Every form leads to the folder where the drive is mounted",
    arguments: [
      (#"C:\Users\ann\src"#, "/mnt/c/Users/ann/src"), ("c:/Users/ann", "/mnt/c/Users/ann"),
      (#"C:\Users/ann\"#, "/mnt/c/Users/ann"), (#"\\?\C:\Users"#, "/mnt/c/Users"),
      (#"D:\x"#, "/windir/d/x"), (#"E:\a b"#, "/media/my disk/a b"), (#"C:\"#, "/mnt/c"),
      (#"\\wsl$\Debian\home\ann"#, "/home/ann"), (#"\\wsl.localhost\debian\home"#, "/home"),
    ])
  func here(path: String, expected: String) {
    #expect(drives.linuxPath(path) == expected)
    #expect(WindowsDrives.isWindows(path))
  }

  @Test(
    "What leads nowhere here stays as it is",
    arguments: [
      #"\\server\share\x"#, #"\\wsl$\Ubuntu\home"#, #"Q:\x"#, "/home/ann", "relative", "c", "",
      "C:",
      "a:b",
    ])
  func nowhere(path: String) {
    #expect(drives.linuxPath(path) == nil)
    #expect(drives.here(path) == path)
  }

  @Test("Paths on a drive have their name there, others none")
  func there() {
    #expect(drives.windowsPath("/mnt/c/Users/ann") == #"C:\Users\ann"#)
    #expect(drives.windowsPath("/mnt/c") == #"C:\"#)
    #expect(drives.windowsPath("/media/my disk/a") == #"E:\a"#)
    for path in ["/mnt/cx", "/home/ann", "/", "/mnt/wsl/x", "/windir"] {
      #expect(drives.windowsPath(path) == nil)
    }
    #expect(!WindowsDrives.isWindows("/mnt/c") && !WindowsDrives.isWindows("C:"))
  }
}

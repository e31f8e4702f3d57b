//! A message bus of its own, on which nothing is started by itself.

use std::fs;

use anyhow::{Context, Result};

use super::{
    LIMIT,
    home::Home,
    process::{Running, command},
};

/// Without service folders: no portal, no settings service and no notification service of the machine can be woken,
/// so that a desk without a notification service truly has none.
const CONFIG: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=@SOCKET@</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A running dbus-daemon.
pub struct Bus {
    _daemon: Running,
    address: String,
}

impl Bus {
    pub async fn start(home: &Home) -> Result<Bus> {
        let config = home.path().join("bus.conf");
        let socket = home.path().join("bus");
        fs::write(
            &config,
            CONFIG.replace("@SOCKET@", &socket.display().to_string()),
        )?;
        let mut command = command("dbus-daemon", &home.environment());
        command
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address"]);
        let (daemon, address) = Running::start_and_hear(&mut command, LIMIT)
            .await
            .context("dbus-daemon")?;
        Ok(Bus {
            _daemon: daemon,
            address,
        })
    }

    pub fn address(&self) -> &str {
        &self.address
    }
}

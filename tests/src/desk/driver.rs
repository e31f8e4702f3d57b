//! The driver of the webview: starts the app, and hands over its page.

use std::{net::TcpListener, path::Path};

use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::{net::TcpStream, time::timeout};

use super::{
    LIMIT, Look,
    process::{Running, command},
    until,
};

/// What an app started by a driver has in its environment. Without it Tauri makes a webview that cannot be driven,
/// and the session waits for ever.
pub const AUTOMATED: (&str, &str) = ("TAURI_WEBVIEW_AUTOMATION", "true");

/// A running WebKitWebDriver; the app inherits its environment.
pub struct Driver {
    process: Running,
    port: u16,
}

impl Driver {
    pub async fn start(environment: &[(String, String)]) -> Result<Driver> {
        let port = free_port()?;
        let mut command = command("WebKitWebDriver", environment);
        command
            .env(AUTOMATED.0, AUTOMATED.1)
            .arg(format!("--port={port}"));
        let mut driver = Driver {
            process: Running::start(&mut command)?,
            port,
        };
        until("the driver listens", LIMIT, async || {
            Ok(match TcpStream::connect(("127.0.0.1", port)).await {
                Ok(_) => Look::Done(()),
                Err(error) => Look::NotYet(error.to_string()),
            })
        })
        .await?;
        // Somebody else may have taken the port in between: then this one has ended.
        anyhow::ensure!(
            driver.process.is_alive(),
            "the driver found port {port} taken"
        );
        Ok(driver)
    }

    /// Starts the app and attaches to its page.
    pub async fn open(&self, binary: &Path, args: &[String]) -> Result<Client> {
        let options = json!({ "binary": binary, "args": args });
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let url = format!("http://127.0.0.1:{}", self.port);
        let client = timeout(LIMIT, builder.connect(&url))
            .await
            .with_context(|| format!("{} shows no page", binary.display()))?
            .with_context(|| format!("{} was not started", binary.display()))?;
        Ok(client)
    }
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("a free port")?;
    Ok(listener.local_addr()?.port())
}

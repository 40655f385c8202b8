//! Tests of the engine: what stops everything, what the phone decides, and how a device is left. Worlds have the rest.

mod blocked;
mod leave;
mod life;
mod phone;

use ruma::{device_id, user_id};

use crate::{
    engine::OpenOptions,
    route::tests::kit::Device,
    store::{StoreKey, Unit},
};

/// Writes to the device's database as no part of the core does.
async fn unit(device: &Device, write: impl AsyncFnOnce(&mut Unit)) {
    let mut unit = device.store.begin("test").await.unwrap();
    write(&mut unit).await;
    unit.commit().await.unwrap();
}

/// Makes the device one whose activation is finished, with an Olm machine.
async fn activated(device: &Device) {
    unit(device, async |unit| {
        unit.create_machine(user_id!("@alice:example.org"), device_id!("ALICEPHONE"))
            .await
            .unwrap();
        unit.write(|c| {
            Ok(c.execute_batch(
                "INSERT INTO activation (id, step, epoch, matrix_device, root, gateway, os)
                 SELECT 1, 'active', zeroblob(16), matrix_device, root, 'http://127.0.0.1:1', 'test' FROM identity",
            )?)
        })
        .unwrap();
    })
    .await;
}

/// What opens a folder that [`Device::closed`] gave.
fn options(dir: &tempfile::TempDir) -> OpenOptions {
    OpenOptions {
        data_dir: dir.path().to_owned(),
        key: StoreKey::from_bytes([1; 32]),
        extra_ca_pem: None,
        platform: None,
    }
}
